/** Small secrets at rest. */
@NullMarked
package metro.cctv.link.secret;

import org.jspecify.annotations.NullMarked;
