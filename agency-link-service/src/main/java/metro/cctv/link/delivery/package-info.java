/** What agencies are told: an ordered feed, and signed webhooks fed from it. */
@NullMarked
package metro.cctv.link.delivery;

import org.jspecify.annotations.NullMarked;
