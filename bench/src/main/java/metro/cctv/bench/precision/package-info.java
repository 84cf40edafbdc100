/** How well boxes are found. Without anything of ours beneath it: {@code model-training} compiles it from source. */
@NullMarked
package metro.cctv.bench.precision;

import org.jspecify.annotations.NullMarked;
