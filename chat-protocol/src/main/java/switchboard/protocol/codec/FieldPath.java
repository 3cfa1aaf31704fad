package switchboard.protocol.codec;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import switchboard.protocol.Problem;

/// Where in a frame something is wrong: `positions[2].sequence`. Made of fields that the protocol knows, never of what a sender made up.
record FieldPath(List<Reference> steps) {

  static FieldPath of(Exception failure) {
    return new FieldPath(
        failure instanceof JsonMappingException mapping ? mapping.getPath() : List.of());
  }

  @Override
  public String toString() {
    StringBuilder path = new StringBuilder();
    for (Reference step : steps) {
      if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  /// The path of a field of the object that this path leads to.
  String to(String field) {
    return steps.isEmpty() ? field : this + "." + field;
  }

  boolean isAbsentFrom(JsonNode root) {
    JsonNode node = root;
    for (Reference step : steps) {
      node = step.getIndex() >= 0 ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    return node.isMissingNode() || node.isNull();
  }

  Problem refuse(String what) {
    return Problem.inField(toString(), this + " " + what);
  }
}
