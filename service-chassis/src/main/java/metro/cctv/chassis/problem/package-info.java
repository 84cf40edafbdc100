@NullMarked
package metro.cctv.chassis.problem;

import org.jspecify.annotations.NullMarked;
