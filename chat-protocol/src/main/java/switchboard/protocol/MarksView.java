package switchboard.protocol;

/// How far one side has received and read the conversation: sequences, 0 for nothing yet.
public record MarksView(int delivered, int read) {}
