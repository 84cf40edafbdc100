/** Cameras by what people call them: part of a name, its first consonants, a code, a district. */
@NullMarked
package metro.cctv.registry.search;

import org.jspecify.annotations.NullMarked;
