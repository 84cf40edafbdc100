/** What the network is punished for. */
@NullMarked
package metro.cctv.training.loss;

import org.jspecify.annotations.NullMarked;
