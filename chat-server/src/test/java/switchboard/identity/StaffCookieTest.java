package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StaffCookieTest {
  @Test
  void cookieIsOutOfReachOfScriptsAndOtherSites() {
    assertThat(new StaffCookie(false).keep("s3cret", Duration.ofHours(1)))
        .isEqualTo("switchboard=s3cret; Max-Age=3600; Path=/; HttpOnly; SameSite=Strict");
    assertThat(new StaffCookie(true).keep("s3cret", Duration.ofHours(1)))
        .isEqualTo(
            "__Host-switchboard=s3cret; Max-Age=3600; Path=/; HttpOnly; SameSite=Strict; Secure");
    assertThat(new StaffCookie(true).forget())
        .isEqualTo("__Host-switchboard=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure");
  }
}
