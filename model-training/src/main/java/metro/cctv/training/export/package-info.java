/** The network as an ONNX file. */
@NullMarked
package metro.cctv.training.export;

import org.jspecify.annotations.NullMarked;
