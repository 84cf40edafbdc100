package metro.cctv.simulator.loop;

import metro.cctv.simulator.video.EncodedLoop;

/** Both streams of one camera, on the same timeline: equal length in seconds, frame 0 shows the same moment. */
public record CameraLoops(EncodedLoop main, EncodedLoop sub) {}
