@NullMarked
package metro.cctv.contracts.problem;

import org.jspecify.annotations.NullMarked;
