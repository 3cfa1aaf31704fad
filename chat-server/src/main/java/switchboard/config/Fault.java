package switchboard.config;

/// Something that is wrong in what an operator wrote.
///
/// @param key path of the key, "http.port"; empty for the file as a whole
/// @param found the value, or what is the matter: "missing", "unknown key"; never a secret
/// @param expected what would be right
/// @param where "FILE:LINE" or the name of an environment variable
public record Fault(String key, String found, String expected, String where) {
  /// One line: `http.port: 70000, expected a whole number from 0 to 65535, settings.yaml:4`.
  @Override
  public String toString() {
    return (key.isEmpty() ? "" : key + ": ") + found + ", expected " + expected + ", " + where;
  }
}
