package switchboard.identity;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The proxies that are believed when they say for whom they ask. From anybody else `X-Forwarded-For` is hearsay.
public record TrustedProxies(List<Network> networks) {
  public static final String HEADER = "X-Forwarded-For";
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  public boolean include(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /// Who asks: the last address that no trusted proxy has. Every proxy adds, at the end, whom it was asked by, so all before that is hearsay.
  ///
  /// @param peer at the other end of the connection
  /// @param forwardedFor values of `X-Forwarded-For`, in order
  public InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
    List<String> hops = List.of(String.join(",", forwardedFor).split(","));
    InetAddress client = peer;
    for (int i = hops.size() - 1; i >= 0 && include(client); i--) {
      Optional<InetAddress> before = Network.address(hops.get(i).strip());
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }
}
