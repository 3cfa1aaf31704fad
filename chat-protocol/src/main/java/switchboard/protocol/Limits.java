package switchboard.protocol;

/// Every limit of the wire in one place. Lengths are in UTF-16 code units unless the name says bytes.
/// The server checks all of them; clients read the generated copies so that people are told before they send.
public final class Limits {
  private Limits() {}

  /// WebSocket subprotocol; the version is negotiated by this name alone.
  public static final String SUBPROTOCOL = "switchboard.v1";

  /// What a client sends in one frame; roomy enough for every message whose fields keep to their limits, in any script.
  public static final int FRAME_BYTES_MAX = 96 * 1024;

  /// Objects and arrays inside each other, the frame itself counted.
  public static final int NESTING_MAX = 8;
  public static final int TOKEN_LENGTH_MAX = 8 * 1024;
  public static final int REQUEST_LENGTH_MIN = 8;
  public static final int REQUEST_LENGTH_MAX = 64;
  public static final int TEXT_LENGTH_MAX = 8_000;
  public static final int SUBJECT_LENGTH_MAX = 200;
  public static final int REASON_LENGTH_MAX = 500;
  public static final int SUMMARY_LENGTH_MAX = 2_000;

  /// Of a rating; the worst is 1.
  public static final int SCORE_MAX = 5;

  public static final int COMMENT_LENGTH_MAX = 1_000;
  public static final int ID_LENGTH_MAX = 128;
  public static final int QUEUE_LENGTH_MAX = 60;
  public static final int SKILL_LENGTH_MAX = 40;

  /// That a chat needs, and that it prefers.
  public static final int SKILLS_MAX = 20;

  /// Slots that a hard chat takes of its agent.
  public static final int WEIGHT_MAX = 2;

  public static final int INTAKE_TOPIC_LENGTH_MAX = 200;
  public static final int INTAKE_STEPS_LENGTH_MAX = 4_000;
  public static final int INTAKE_ERROR_LENGTH_MAX = 4_000;
  public static final int INTAKE_BEGAN_LENGTH_MAX = 100;
  public static final int INTAKE_ENVIRONMENT_LENGTH_MAX = 60;
  public static final int INTAKE_LINKS_MAX = 10;
  public static final int INTAKE_LINK_LENGTH_MAX = 2_000;
  public static final int POSITIONS_MAX = 64;

  /// Most events in one `history` answer or at the end of a snapshot; older ones are asked for by page.
  public static final int HISTORY_PAGE_MAX = 200;

  /// A client sends `ping` this often and cuts the connection when nothing arrived for `SILENCE_SECONDS_MAX`.
  public static final int PING_SECONDS = 10;

  public static final int SILENCE_SECONDS_MAX = 25;

  /// A typing signal is sent at most this often and fades after twice that.
  public static final int TYPING_SECONDS = 3;
}
