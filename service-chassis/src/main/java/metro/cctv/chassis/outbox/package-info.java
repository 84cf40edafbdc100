@NullMarked
package metro.cctv.chassis.outbox;

import org.jspecify.annotations.NullMarked;
