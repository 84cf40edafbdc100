/** What people say, and what statistics call it: kinds, phrases, the six classes. */
@NullMarked
package metro.cctv.link.vocabulary;

import org.jspecify.annotations.NullMarked;
