package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.identity.Verification.Code;

class HostKeysTest {
  private static final Instant NOW = Payload.NOW;
  private static final String PAYLOAD = Payload.good().toString();

  private static final KeyPair RSA = pair("RSA", 2_048);
  private static final KeyPair OTHER_RSA = pair("RSA", 2_048);
  private static final KeyPair EC = ec("secp256r1");
  private static final KeyPair ED25519 = pair("Ed25519", 255);

  @TempDir Path folder;
  private HttpServer host;

  @AfterEach
  void stopHost() {
    if (host != null) {
      host.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RS256,   rsa",
    "ES256,   ec",
    "EdDSA,   ed",
    "Ed25519, ed",
  })
  void everyPublicKeyAlgorithmIsAccepted(String algorithm, String keyId) throws Exception {
    HostTokens tokens = tokens(file(jwk("rsa", RSA), jwk("ec", EC), jwk("ed", ED25519)));
    HostTokensTest.verified(tokens.verify(token(algorithm, keyId), NOW));
    HostTokensTest.verified(tokens.verify(token(algorithm, null), NOW)); // leaves no choice
  }

  @Test
  void tokensOfNimbusAreAccepted() throws Exception {
    HostTokens tokens = tokens(file(jwk("rsa", RSA), jwk("ec", EC)));
    HostTokensTest.verified(
        tokens.verify(nimbus(JWSAlgorithm.RS256, new RSASSASigner(RSA.getPrivate())), NOW));
    HostTokensTest.verified(
        tokens.verify(
            nimbus(JWSAlgorithm.ES256, new ECDSASigner((ECPrivateKey) EC.getPrivate())), NOW));
  }

  /// The classic: the public key, which everybody has, as the secret of an HMAC.
  @Test
  void publicKeyIsNoSecret() throws Exception {
    HostTokens tokens = tokens(file(jwk("rsa", RSA)));
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(RSA.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(
            RSA.getPublic().getEncoded(),
            pem.getBytes(StandardCharsets.US_ASCII),
            jwk("rsa", RSA).toJSONString().getBytes(StandardCharsets.US_ASCII))) {
      String forged =
          Forge.token("{\"alg\":\"HS256\",\"kid\":\"rsa\"}", PAYLOAD, Forge.hmac(secret));
      assertThat(code(tokens.verify(forged, NOW))).isEqualTo(Code.ALGORITHM);
    }
  }

  @Test
  void keyInTheHeaderIsNotLookedAt() throws Exception {
    HostTokens tokens = tokens(file(jwk("rsa", RSA)));
    String own = jwk("rsa", OTHER_RSA).toJSONString();
    String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"jwk\":" + own + "}";
    String forged = Forge.token(header, PAYLOAD, Forge.by("SHA256withRSA", OTHER_RSA));
    assertThat(code(tokens.verify(forged, NOW))).isEqualTo(Code.SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({
    "RS256,  rsa,     SHA256withRSA,   SIGNATURE", // another's key
    "RS256,  unknown, SHA256withRSA,   UNKNOWN_KEY",
    "RS256,  ec,      SHA256withRSA,   UNKNOWN_KEY", // a key of another kind
    "ES256,  rsa,     SHA256withRSA,   UNKNOWN_KEY",
    "EdDSA,  rsa,     SHA256withRSA,   UNKNOWN_KEY",
    "RS512,  rsa,     SHA512withRSA,   ALGORITHM",
    "PS256,  rsa,     SHA256withRSA,   ALGORITHM",
    "none,   rsa,     SHA256withRSA,   ALGORITHM",
  })
  void forgedSignatureIsRefused(String algorithm, String keyId, String scheme, Code expected)
      throws Exception {
    HostTokens tokens = tokens(file(jwk("rsa", RSA), jwk("ec", EC)));
    String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, keyId);
    String forged = Forge.token(header, PAYLOAD, Forge.by(scheme, OTHER_RSA));
    assertThat(code(tokens.verify(forged, NOW))).isEqualTo(expected);
  }

  @Test
  void signaturesOfAnotherFormAreRefused() throws Exception {
    HostTokens tokens = tokens(file(jwk("ec", EC), jwk("ed", ED25519), jwk("rsa", RSA)));
    for (String algorithm : List.of("ES256", "EdDSA", "RS256")) {
      for (int length : new int[] {1, 32, 63, 64, 65, 256}) {
        String forged =
            Forge.token("{\"alg\":\"" + algorithm + "\"}", PAYLOAD, _ -> new byte[length]);
        assertThat(code(tokens.verify(forged, NOW))).isEqualTo(Code.SIGNATURE);
      }
    }
    String asDer = Forge.token("{\"alg\":\"ES256\"}", PAYLOAD, Forge.by("SHA256withECDSA", EC));
    assertThat(code(tokens.verify(asDer, NOW))).isEqualTo(Code.SIGNATURE);
  }

  @Test
  void withoutKeyIdTheTokenMustLeaveNoChoice() throws Exception {
    HostTokens tokens = tokens(file(jwk("one", RSA), jwk("two", OTHER_RSA)));
    assertThat(code(tokens.verify(token("RS256", null), NOW))).isEqualTo(Code.UNKNOWN_KEY);
    HostTokensTest.verified(tokens.verify(token("RS256", "one"), NOW));
  }

  @Test
  void keysForOtherPurposesAreLeftOut() throws Exception {
    RSAKey forEncryption =
        new RSAKey.Builder((RSAPublicKey) RSA.getPublic())
            .keyID("rsa")
            .keyUse(KeyUse.ENCRYPTION)
            .build();
    RSAKey forPss =
        new RSAKey.Builder((RSAPublicKey) RSA.getPublic())
            .keyID("pss")
            .algorithm(JWSAlgorithm.PS256)
            .build();
    HostTokens tokens = tokens(file(forEncryption, forPss, jwk("ec", EC)));
    assertThat(code(tokens.verify(token("RS256", "rsa"), NOW))).isEqualTo(Code.UNKNOWN_KEY);
    assertThat(code(tokens.verify(token("RS256", "pss"), NOW))).isEqualTo(Code.UNKNOWN_KEY);
    HostTokensTest.verified(tokens.verify(token("ES256", "ec"), NOW));
  }

  @Test
  void badKeyFilesAreRefusedAtTheStart() throws Exception {
    RSAKey privateKey =
        new RSAKey.Builder((RSAPublicKey) RSA.getPublic())
            .privateKey(RSA.getPrivate())
            .keyID("mine")
            .build();
    assertBadFile(set(privateKey), "key 'mine': private or secret, expected public keys");
    assertBadFile(
        set(new OctetSequenceKey.Builder(new byte[32]).keyID("s").build()), "private or secret");
    assertBadFile(set(jwk("weak", pair("RSA", 1_024))), "key 'weak': 1024 bits, expected 2048");
    assertBadFile("{\"keys\":[]}", "no key for RS256, ES256 or EdDSA signatures");
    assertBadFile("<html>", "not a set of public keys");
    assertBadFile("x".repeat(300_000), "300000 bytes, expected at most 262144");
    assertThatThrownBy(() -> HostKeys.file(folder.resolve("none.json")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.json");
  }

  @Test
  void newKeyOfAFileIsFoundWhenATokenNamesIt() throws Exception {
    HostTokens tokens = tokens(file(jwk("old", OTHER_RSA)));
    Files.writeString(folder.resolve("keys.json"), set(jwk("old", OTHER_RSA), jwk("new", RSA)));
    HostTokensTest.verified(tokens.verify(token("RS256", "new"), NOW));
  }

  @Test
  void unknownKeysCauseAtMostOneFetchAMinute() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    HostTokens tokens = tokens(url(fetches, set(jwk("rsa", RSA))));
    for (int i = 0; i < 50; i++) {
      assertThat(code(tokens.verify(token("RS256", "unknown-" + i), NOW.plusSeconds(i))))
          .isEqualTo(Code.UNKNOWN_KEY);
    }
    assertThat(fetches).hasValue(1);
    tokens.verify(token("RS256", "unknown"), NOW.plusSeconds(61));
    assertThat(fetches).hasValue(2);
    HostTokensTest.verified(tokens.verify(token("RS256", "rsa"), NOW.plusSeconds(62)));
    assertThat(fetches).hasValue(2);
  }

  @Test
  void oldKeysAreFetchedAnewWithoutAnybodyWaiting() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    HostTokens tokens = tokens(url(fetches, set(jwk("rsa", RSA))));
    HostTokensTest.verified(tokens.verify(token("RS256", "rsa"), NOW));
    HostTokensTest.verified(tokens.verify(token("RS256", "rsa"), NOW.plusSeconds(599)));
    assertThat(fetches).hasValue(1);
    HostTokensTest.verified(tokens.verify(token("RS256", "rsa"), NOW.plusSeconds(601)));
    Awaitility.await().until(() -> fetches.get() == 2);
  }

  @Test
  void keysThatWereFetchedOnceOutliveTheHostsAbsence() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    HostTokens tokens = tokens(url(fetches, set(jwk("rsa", RSA))));
    HostTokensTest.verified(tokens.verify(token("RS256", "rsa"), NOW));
    host.stop(0);
    HostTokensTest.verified(tokens.verify(token("RS256", "rsa"), NOW.plus(Duration.ofMinutes(11))));
    assertThat(code(tokens.verify(token("RS256", "other"), NOW.plus(Duration.ofMinutes(13)))))
        .isEqualTo(Code.UNKNOWN_KEY);
  }

  @Test
  void beforeTheFirstFetchTheTokenMayComeAgain() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    HostKeys keys = url(fetches, "no keys here");
    assertThat(code(tokens(keys).verify(token("RS256", "rsa"), NOW)))
        .isEqualTo(Code.KEYS_UNAVAILABLE);
  }

  @Test
  void endlessAnswerIsCutOff() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    HostKeys keys = url(fetches, set(jwk("rsa", RSA)) + " ".repeat(400_000));
    assertThat(code(tokens(keys).verify(token("RS256", "rsa"), NOW)))
        .isEqualTo(Code.KEYS_UNAVAILABLE);
  }

  // --- keys ---

  private static HostTokens tokens(HostKeys keys) {
    return new HostTokens(keys, new HostTokens.Policy("switchboard", null, Duration.ofHours(24)));
  }

  private HostKeys file(JWK... keys) throws IOException {
    return HostKeys.file(Files.writeString(folder.resolve("keys.json"), set(keys)));
  }

  private void assertBadFile(String content, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), content);
    assertThatThrownBy(() -> HostKeys.file(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContaining(expected);
  }

  private HostKeys url(AtomicInteger fetches, String body) throws IOException {
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          try (exchange) {
            exchange.getResponseBody().write(bytes);
          }
        });
    host.start();
    return HostKeys.url(URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/keys"));
  }

  private static String set(JWK... keys) {
    return Arrays.stream(keys)
        .map(JWK::toJSONString)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static JWK jwk(String id, KeyPair pair) {
    return switch (pair.getPublic()) {
      case RSAPublicKey key -> new RSAKey.Builder(key).keyID(id).build();
      case ECPublicKey key -> new ECKey.Builder(Curve.P_256, key).keyID(id).build();
      case EdECPublicKey key -> {
        // The last 32 bytes of the X.509 form are the key as RFC 8032 writes it.
        byte[] encoded = key.getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID(id).build();
      }
      default -> throw new AssertionError(pair.getPublic());
    };
  }

  private static String token(String algorithm, String keyId) {
    String header =
        keyId == null
            ? "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm)
            : "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, keyId);
    Forge.Signer signer =
        switch (algorithm) {
          case "RS256" -> Forge.by("SHA256withRSA", RSA);
          case "ES256" -> Forge.by("SHA256withECDSAinP1363Format", EC);
          default -> Forge.by("Ed25519", ED25519);
        };
    return Forge.token(header, PAYLOAD, signer);
  }

  private static String nimbus(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), JWTClaimsSet.parse(PAYLOAD));
    token.sign(signer);
    return token.serialize();
  }

  private static KeyPair pair(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Code code(Verification verification) {
    return HostTokensTest.refused(verification).code();
  }
}
