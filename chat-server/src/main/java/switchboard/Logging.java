package switchboard;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import org.slf4j.LoggerFactory;
import switchboard.config.Settings;

/// Sets up logging from the settings: to standard error, as text or as JSON lines.
final class Logging {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24} %replace(%msg %kvp){' $', ''}%replace( %mdc){'^ $', ''}%n";

  private Logging() {}

  static void configure(Settings.Log settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    EncoderBase<ILoggingEvent> encoder =
        settings.format() == Settings.LogFormat.JSON ? new JsonEncoder() : text();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(console);
    Level level = Level.valueOf(settings.level().name());
    root.setLevel(Level.WARN.isGreaterOrEqual(level) ? Level.WARN : level);
    context.getLogger("switchboard").setLevel(level);
    // The server says by itself when storage is away; the pool would say it for each connection, with its stack.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
  }

  /// Every line as JSON says from now on which node it is of.
  static void name(String node) {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).putProperty("node", node);
  }

  private static PatternLayoutEncoder text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return encoder;
  }
}
