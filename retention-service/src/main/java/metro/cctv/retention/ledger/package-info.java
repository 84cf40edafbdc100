/** Who saw what and why, in a chain that shows every change. */
@NullMarked
package metro.cctv.retention.ledger;

import org.jspecify.annotations.NullMarked;
