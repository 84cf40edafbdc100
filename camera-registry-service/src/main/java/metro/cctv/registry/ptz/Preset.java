package metro.cctv.registry.ptz;

import org.jspecify.annotations.Nullable;

/**
 * A place the camera has learnt.
 *
 * @param position null: the camera does not tell it, or its range is not known
 */
public record Preset(String token, String name, @Nullable HeadPosition position) {}
