/** Looking at once where a life is at stake, for minutes, and reviewed by another person. */
@NullMarked
package metro.cctv.link.emergency;

import org.jspecify.annotations.NullMarked;
