@NullMarked
package metro.cctv.contracts.audit;

import org.jspecify.annotations.NullMarked;
