package switchboard.outbound;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts JSON to an address, one after the other, so that an end never overtakes its beginning; signed: the header `Switchboard-Signature` is `t=SECONDS,v1=HEX`, HMAC with SHA-256 of `SECONDS.BODY` under the secret, so that
/// the receiver knows who sent it and when. What is not taken is sent again a few times, and then dropped with a line in the log.
public final class Webhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final int TRIES = 4;

  /// Posts that may wait; beyond, one is dropped.
  private static final int WAITING_MAX = 100;

  private static final String HMAC = "HmacSHA256";

  private final URI url;
  private final @Nullable SecretKeySpec key;
  private final InstantSource clock;
  private final Duration firstPause;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Duration patience;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Thread worker;

  /// @param secret null to send unsigned
  /// @param patience for a whole answer, its body included
  /// @param firstPause before the second try; each later one waits four times as long
  public Webhook(
      URI url,
      byte @Nullable [] secret,
      InstantSource clock,
      Duration patience,
      Duration firstPause) {
    this.url = url;
    this.key = secret == null ? null : new SecretKeySpec(secret, HMAC);
    this.clock = clock;
    this.patience = patience;
    this.firstPause = firstPause;
    worker = Thread.ofVirtual().name("webhook").start(this::work);
  }

  /// Returns at once.
  ///
  /// @param json of one object
  public void post(String json) {
    if (!waiting.offer(json)) {
      LOG.warn("a webhook was dropped: {} wait already", WAITING_MAX);
    }
  }

  private void work() {
    try {
      while (true) {
        tryToPost(waiting.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("the webhook ends; {} posts are not sent", waiting.size());
    }
  }

  private void tryToPost(String json) throws InterruptedException {
    Duration pause = firstPause;
    String outcome = "";
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        Thread.sleep(pause);
        pause = pause.multipliedBy(4);
      }
      outcome = postOnce(json);
      if (outcome.isEmpty()) {
        return;
      }
    }
    LOG.warn("a webhook was not taken, {} times: {}", TRIES, outcome);
  }

  /// @return empty when it was taken, else why not
  private String postOnce(String json) throws InterruptedException {
    long seconds = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (key != null) {
      request.header("Switchboard-Signature", "t=" + seconds + ",v1=" + sign(seconds + "." + json));
    }
    Future<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), BodyHandlers.discarding());
    try {
      int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? "" : "status " + status;
    } catch (TimeoutException e) {
      return "no whole answer within " + patience.toSeconds() + " s";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + ": not there, expected in every JDK", e);
    }
  }

  @Override
  public void close() {
    worker.interrupt();
    client.shutdownNow();
  }
}
