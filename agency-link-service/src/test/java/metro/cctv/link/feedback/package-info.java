@NullMarked
package metro.cctv.link.feedback;

import org.jspecify.annotations.NullMarked;
