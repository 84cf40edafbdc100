@NullMarked
package metro.cctv.chassis.audit;

import org.jspecify.annotations.NullMarked;
