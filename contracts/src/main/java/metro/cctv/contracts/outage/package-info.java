@NullMarked
package metro.cctv.contracts.outage;

import org.jspecify.annotations.NullMarked;
