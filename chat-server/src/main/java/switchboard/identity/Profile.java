package switchboard.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What an administrator says about a member of the staff.
///
/// @param login e-mail address or name to sign in with, in lower case
/// @param name as customers and colleagues see it
/// @param capacity most conversations at once
/// @param skills in order, each once, with their levels where these are above 1: "dns:3"
/// @param queues that they serve, in order, each once; none means all of them
public record Profile(
    String login,
    String name,
    Role role,
    int capacity,
    List<String> skills,
    List<String> queues) {
  public static final int CAPACITY_MAX = 20;
  public static final int LOGIN_LENGTH_MAX = 254;
  public static final int NAME_LENGTH_MAX = 100;
  public static final int SKILLS_MAX = 50;
  public static final int QUEUES_MAX = 50;
  public static final int QUEUE_LENGTH_MAX = 60;

  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._+@-]*");
  private static final Pattern SKILL = Pattern.compile("[a-z0-9][a-z0-9 .+#-]{0,39}(:[1-5])?");

  /// @throws IllegalArgumentException a sentence for the administrator
  public Profile {
    login = login(login);
    if (login.length() > LOGIN_LENGTH_MAX || !LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException(
          "login: '%s', expected an e-mail address or letters, digits and . _ + -"
              .formatted(login));
    }
    name = name.strip();
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || !PlainText.isPlain(name)) {
      throw new IllegalArgumentException(
          "name: '%s', expected 1 to %d characters".formatted(name, NAME_LENGTH_MAX));
    }
    if (!role.isStaff()) {
      throw new IllegalArgumentException("role: customer, expected agent, supervisor or admin");
    }
    if (capacity < 1 || capacity > CAPACITY_MAX) {
      throw new IllegalArgumentException(
          "capacity: %d, expected 1 to %d".formatted(capacity, CAPACITY_MAX));
    }
    skills =
        skills.stream()
            .map(skill -> skill.strip().toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .toList();
    if (skills.size() > SKILLS_MAX) {
      throw new IllegalArgumentException(
          "skills: %d, expected at most %d".formatted(skills.size(), SKILLS_MAX));
    }
    for (String skill : skills) {
      if (!SKILL.matcher(skill).matches()) {
        throw new IllegalArgumentException(
            "skill: '%s', expected at most 40 letters, digits, spaces and . + # -, and a level from 1 to 5 behind a ':' if above 1"
                .formatted(skill));
      }
    }
    queues = queues.stream().map(String::strip).distinct().sorted().toList();
    if (queues.size() > QUEUES_MAX) {
      throw new IllegalArgumentException(
          "queues: %d, expected at most %d".formatted(queues.size(), QUEUES_MAX));
    }
    for (String queue : queues) {
      if (queue.isEmpty() || queue.length() > QUEUE_LENGTH_MAX || !PlainText.isPlain(queue)) {
        throw new IllegalArgumentException(
            "queue: '%s', expected 1 to %d characters".formatted(queue, QUEUE_LENGTH_MAX));
      }
    }
  }

  /// Of somebody who serves all queues.
  public Profile(String login, String name, Role role, int capacity, List<String> skills) {
    this(login, name, role, capacity, skills, List.of());
  }

  /// A login as it is stored and looked up.
  static String login(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }
}
