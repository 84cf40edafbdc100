/** A frame's way through analytics against the bare network. */
@NullMarked
package metro.cctv.bench.analytics;

import org.jspecify.annotations.NullMarked;
