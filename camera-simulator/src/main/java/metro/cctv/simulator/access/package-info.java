/** Who may talk to a simulated device: Basic, Digest and WS-UsernameToken. */
@NullMarked
package metro.cctv.simulator.access;

import org.jspecify.annotations.NullMarked;
