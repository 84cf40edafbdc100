package metro.cctv.analytics.track;

import metro.cctv.contracts.detection.ObjectClass;

/** A track as it stands in one frame; pixels, origin top left, smoothed, so it may reach a little outside the frame. */
public record TrackedBox(
        long trackId, ObjectClass label, double score, double left, double top, double width, double height) {}
