/** Who is asking: the gateway's internal token is the only thing a service trusts. */
@NullMarked
package metro.cctv.chassis.door;

import org.jspecify.annotations.NullMarked;
