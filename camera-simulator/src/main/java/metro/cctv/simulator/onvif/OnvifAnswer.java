package metro.cctv.simulator.onvif;

/** @param status HTTP status */
public record OnvifAnswer(int status, byte[] xml) {}
