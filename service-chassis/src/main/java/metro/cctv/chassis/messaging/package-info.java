@NullMarked
package metro.cctv.chassis.messaging;

import org.jspecify.annotations.NullMarked;
