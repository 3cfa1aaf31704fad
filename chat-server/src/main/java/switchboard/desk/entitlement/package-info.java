/// What a request may have: the plan catalogue as data, and the best of what a site's plan and an organization's package grant.
/// Every number of the support desk's promises is in a `Catalogue`, none in code.
@NullMarked
package switchboard.desk.entitlement;

import org.jspecify.annotations.NullMarked;
