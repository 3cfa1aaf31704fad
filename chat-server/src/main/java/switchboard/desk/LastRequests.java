package switchboard.desk;

import java.util.Arrays;

/// One person's last requests and what each led to, oldest forgotten first. Side by side in arrays, since a desk keeps hundreds for each agent:
/// in a map each would be two objects more for the collector to move. Finding one costs O(size).
final class LastRequests {
  private String[] requests = new String[1];
  private int[] hashes = new int[1];
  private long[] conversations = new long[1];
  private int[] positions = new int[1];
  private int size;
  private int oldest;

  int size() {
    return size;
  }

  /// Where a request is found, or -1.
  int find(String request) {
    int hash = request.hashCode();
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash && requests[i].equals(request)) {
        return i;
      }
    }
    return -1;
  }

  /// Where the request is found that is the n-th from the oldest, which is 0.
  int inOrder(int n) {
    return (oldest + n) % size;
  }

  String request(int at) {
    return requests[at];
  }

  long conversation(int at) {
    return conversations[at];
  }

  int position(int at) {
    return positions[at];
  }

  /// @param request one that is not here
  /// @param max how many are kept; at least 1
  void add(String request, long conversation, int position, int max) {
    int at = size;
    if (size == max) {
      at = oldest;
      oldest = (oldest + 1) % size;
    } else {
      grow(max);
      size++;
    }
    requests[at] = request;
    hashes[at] = request.hashCode();
    conversations[at] = conversation;
    positions[at] = position;
  }

  private void grow(int max) {
    if (size == requests.length) {
      int length = Math.min(2 * size, max);
      requests = Arrays.copyOf(requests, length);
      hashes = Arrays.copyOf(hashes, length);
      conversations = Arrays.copyOf(conversations, length);
      positions = Arrays.copyOf(positions, length);
    }
  }
}
