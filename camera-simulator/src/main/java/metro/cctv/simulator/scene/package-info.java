/** Rendered city scenes with their exact truth: what is where in each frame, and which behaviour happens when. JDK only. */
@NullMarked
package metro.cctv.simulator.scene;

import org.jspecify.annotations.NullMarked;
