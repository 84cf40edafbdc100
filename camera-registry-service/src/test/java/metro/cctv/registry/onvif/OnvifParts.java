package metro.cctv.registry.onvif;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.NameLookup;

/** The feature's parts put together as Spring does it, without Spring; loopback is a network for cameras here. */
final class OnvifParts implements AutoCloseable {
    static final Duration CALL_TIMEOUT = Duration.ofMillis(1200);

    final OnvifProperties settings = settings(CALL_TIMEOUT);
    final CameraAddresses addresses;
    final DeviceHttp http = new DeviceHttp(settings);
    final LoginMemory logins;
    final SoapClient soap;
    final OnvifDevices devices;
    final OnvifProbe probe;
    final RtspClient rtsp;

    OnvifParts() {
        this(Clock.systemUTC());
    }

    OnvifParts(Clock clock) {
        this(clock, host -> List.of(InetAddress.getByName("127.0.0.1")));
    }

    OnvifParts(Clock clock, NameLookup names) {
        this.addresses = new CameraAddresses(new CameraAddressPolicy(List.of("127.0.0.0/8", "10.0.0.0/8")), names);
        this.logins = new LoginMemory(clock, settings.loginPause());
        DeviceTurns turns = new DeviceTurns(settings);
        AnnouncedAddresses announced = new AnnouncedAddresses(addresses);
        this.soap = new SoapClient(http, turns, logins, clock);
        this.devices = new OnvifDevices(addresses, announced, soap, clock);
        this.probe = new OnvifProbe(devices, soap, new MediaReader(announced), settings, clock);
        this.rtsp = new RtspClient(settings, turns, logins);
    }

    static OnvifProperties settings(Duration callTimeout) {
        return new OnvifProperties(
                Duration.ofSeconds(1),
                callTimeout,
                8,
                Duration.ofSeconds(60),
                4,
                60,
                Duration.ofSeconds(10),
                List.of(),
                3702,
                250,
                1024);
    }

    @Override
    public void close() {
        try {
            http.destroy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
