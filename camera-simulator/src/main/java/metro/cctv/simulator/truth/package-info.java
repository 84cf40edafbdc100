/** What is really in the pictures, for those who measure detectors, and the cameras for those who register them. */
@NullMarked
package metro.cctv.simulator.truth;

import org.jspecify.annotations.NullMarked;
