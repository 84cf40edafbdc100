/** The network, its weights and its training. */
@NullMarked
package metro.cctv.training.net;

import org.jspecify.annotations.NullMarked;
