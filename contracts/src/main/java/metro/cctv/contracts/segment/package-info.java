@NullMarked
package metro.cctv.contracts.segment;

import org.jspecify.annotations.NullMarked;
