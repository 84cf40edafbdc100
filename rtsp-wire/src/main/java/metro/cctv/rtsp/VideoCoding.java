package metro.cctv.rtsp;

/** The video that RTP packets are made of here. */
public enum VideoCoding {
    H264,
    H265
}
