/** Which cameras stand where in Daejeon, and what each of them shows. */
@NullMarked
package metro.cctv.simulator.camera;

import org.jspecify.annotations.NullMarked;
