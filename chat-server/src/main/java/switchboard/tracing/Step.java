package switchboard.tracing;

/// What is done to a message on its way. All of a trace's steps but the first have the one before that caused them as their parent.
public enum Step {
  /// From its arrival at a socket until it is answered there.
  RECEIVE,
  /// From a node that follows to the one that leads, and the answer back.
  FORWARD,
  /// The desk makes up its mind.
  DECIDE,
  /// Storage takes the batch that it is part of.
  COMMIT,
  /// A node's copy of the desk takes in what was committed, and everybody concerned is told: on the leader as its next step, elsewhere caused by that.
  APPLY,
  /// Its bytes are handed to the network, for one socket.
  WRITE
}
