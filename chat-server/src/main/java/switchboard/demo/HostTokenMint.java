package switchboard.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoSite;

/// Signs tokens as the hosting company's dashboard would: what `./switchboard token` prints, and what the demo's dashboard uses.
public final class HostTokenMint {
  private final byte[] secret;
  private final String audience;

  public HostTokenMint(String secret, String audience) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.audience = audience;
  }

  /// @param site where the customer is in the dashboard; null for the user dashboard
  public String sign(
      DemoCustomer customer, @Nullable DemoSite site, Instant now, Duration life) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject(customer.id())
            .audience(audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .claim("name", customer.name())
            .claim("email", customer.email())
            .claim("organization", organization(customer));
    if (site != null) {
      claims.claim("site", site(site));
    }
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the secret cannot sign: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> organization(DemoCustomer customer) {
    Map<String, Object> organization = new LinkedHashMap<>();
    organization.put("id", customer.organization().id());
    organization.put("name", customer.organization().name());
    if (customer.organization().bought() != null) {
      organization.put("package", customer.organization().bought());
    }
    return organization;
  }

  private static Map<String, Object> site(DemoSite site) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("id", site.id());
    claims.put("name", site.name());
    claims.put("plan", site.plan());
    claims.put("paying", site.paying());
    claims.put("launched", site.launched());
    claims.put("environments", site.environments());
    return claims;
  }
}
