package switchboard.protocol.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Limits;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;

/// Tells in the protocol's words why a frame was refused; the parser's own would show how we are built.
/// Only refused frames come here, so a second, slower look at them is affordable.
final class Rejected {
  private static final ObjectReader TREES =
      Codec.MAPPER
          .reader(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  /// What may be repeated to the sender without a second thought.
  private static final Pattern TYPE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Rejected() {}

  static Decoded.Invalid tooLong() {
    return malformed("the frame is longer than " + Limits.FRAME_BYTES_MAX + " bytes");
  }

  static Decoded.Invalid notUtf8() {
    return malformed("the frame is not UTF-8");
  }

  static Decoded.Invalid noObject() {
    return malformed("the frame must be one JSON object");
  }

  static Decoded.Invalid by(String frame, JsonProcessingException failure) {
    JsonNode root;
    try (JsonParser parser = TREES.createParser(frame)) {
      root = TREES.readTree(parser);
      if (root == null || !root.isObject() || parser.nextToken() != null) {
        return noObject();
      }
    } catch (StreamConstraintsException e) {
      return malformed(
          "the frame is nested deeper than "
              + Limits.NESTING_MAX
              + " levels, or a number or a field name in it is too long");
    } catch (DatabindException e) {
      return malformed("the frame gives the same field twice");
    } catch (JsonProcessingException e) {
      return malformed("the frame is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("text in memory could not be read", e);
    }
    return new Decoded.Invalid(requestOf(root), problem(root, failure));
  }

  private static Decoded.Invalid malformed(String message) {
    return new Decoded.Invalid(null, Problem.of(ErrorCode.MALFORMED, message));
  }

  private static @Nullable String requestOf(JsonNode root) {
    String request = root.path("request").textValue();
    return request != null && ClientMessage.Request.isId(request) ? request : null;
  }

  private static Problem problem(JsonNode root, JsonProcessingException failure) {
    JsonNode type = root.path("type");
    if (!type.isTextual()) {
      return Problem.inField(
          "type", type.isMissingNode() ? "type is missing" : "type must be a string");
    }
    FieldPath path = FieldPath.of(failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Refusal refusal -> {
          return inside(path, refusal.problem());
        }
        case InvalidTypeIdException e -> {
          return unknownType(path.to("type"), e.getTypeId());
        }
        case InputCoercionException _ -> {
          return path.refuse("is out of range");
        }
        case MismatchedInputException e -> {
          return path.refuse(
              path.isAbsentFrom(root) ? "is missing" : "must be " + expected(e));
        }
        default -> {}
      }
    }
    throw new IllegalStateException("a frame was refused for a reason without words", failure);
  }

  /// A record names its own field; the frame's path to that record comes before it.
  private static Problem inside(FieldPath path, Problem problem) {
    return problem.field() == null
        ? problem
        : new Problem(
            problem.code(),
            problem.message(),
            path.to(problem.field()),
            problem.retryAfterMs());
  }

  private static Problem unknownType(String field, @Nullable String name) {
    String quoted = name != null && TYPE_NAME.matcher(name).matches() ? " \"" + name + "\"" : "";
    return new Problem(
        ErrorCode.UNKNOWN_TYPE, "the type" + quoted + " is not known here", field, null);
  }

  private static String expected(MismatchedInputException mismatch) {
    Class<?> kind = mismatch.getTargetType();
    if (kind == String.class) {
      return mismatch instanceof InvalidFormatException ? "Unicode text" : "a string";
    }
    if (kind == boolean.class) {
      return "true or false";
    }
    if (kind == Double.class) {
      return "a number";
    }
    if (kind.isPrimitive() || kind == Long.class) {
      return "a whole number";
    }
    if (kind.isEnum()) {
      return "one of " + wireNames(kind);
    }
    return Collection.class.isAssignableFrom(kind) ? "a list" : "an object";
  }

  private static String wireNames(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants())
        .map(constant -> Codec.MAPPER.valueToTree(constant).asText())
        .collect(Collectors.joining(", "));
  }
}
