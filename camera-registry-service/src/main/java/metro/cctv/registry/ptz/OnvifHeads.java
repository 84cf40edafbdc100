package metro.cctv.registry.ptz;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.onvif.SoapCall;
import metro.cctv.registry.onvif.SoapClient;
import metro.cctv.registry.onvif.SoapFault;
import metro.cctv.registry.onvif.XmlElement;
import org.springframework.stereotype.Component;

/** Tells heads what to do, in ONVIF's words, and reads where they look. Every call has its time limit. */
@Component
class OnvifHeads {
    private final HeadLinks links;
    private final SoapClient soap;
    private final PtzProperties ptz;

    OnvifHeads(HeadLinks links, SoapClient soap, PtzProperties ptz) {
        this.links = links;
        this.soap = soap;
        this.ptz = ptz;
    }

    HeadScale scale(SteeredCamera camera) {
        return guarded(camera, HeadLink::scale);
    }

    /** The camera stops by itself after the time that we watch too. */
    void move(SteeredCamera camera, PtzCommand.Move move) {
        call(camera, link -> {
            HeadNode node = link.node();
            if (node.velocity() == null && (move.pan() != 0 || move.tilt() != 0))
                throw refused("The head does not turn at a speed; send it to a preset.");
            if (node.zoomVelocity() == null && move.zoom() != 0) throw refused("The camera does not zoom at a speed.");
            return PtzMessages.continuousMove(link.profile(), node, move, ptz.moveStopsAfter());
        });
    }

    void stop(SteeredCamera camera) {
        call(camera, link -> PtzMessages.stop(link.profile()));
    }

    void gotoPreset(SteeredCamera camera, String token) {
        call(camera, link -> PtzMessages.gotoPreset(link.profile(), token));
    }

    /** A head that knows no absolute moves is told the way from where it looks. */
    void gotoPlace(SteeredCamera camera, HeadScale.Numbers to) {
        if (scale(camera).node().place() != null) {
            call(camera, link -> PtzMessages.absoluteMove(link.profile(), to));
            return;
        }
        HeadScale.Numbers from = status(camera).numbers();
        if (from == null) throw refused("The head knows no absolute positions; send it to a preset.");
        HeadScale.Numbers way = new HeadScale.Numbers(to.x() - from.x(), to.y() - from.y(), to.zoom() - from.zoom());
        call(camera, link -> PtzMessages.relativeMove(link.profile(), way));
    }

    void gotoHome(SteeredCamera camera) {
        call(camera, link -> {
            if (!link.node().homeSupported())
                throw refused("The head has no home position of its own; set homePreset.");
            return PtzMessages.gotoHomePosition(link.profile());
        });
    }

    PtzAnswers.Status status(SteeredCamera camera) {
        return PtzAnswers.status(call(camera, link -> PtzMessages.status(link.profile())));
    }

    /** Empty where the camera tells nothing that makes sense. */
    Optional<HeadPosition> position(SteeredCamera camera) {
        HeadScale.Numbers numbers = status(camera).numbers();
        return numbers == null ? Optional.empty() : scale(camera).position(numbers);
    }

    List<Preset> presets(SteeredCamera camera) {
        XmlElement answer = call(camera, link -> PtzMessages.presets(link.profile()));
        HeadScale scale = scale(camera);
        return PtzAnswers.presets(answer).stream()
                .map(p -> new Preset(
                        p.token(),
                        p.name(),
                        Optional.ofNullable(p.numbers())
                                .flatMap(scale::position)
                                .orElse(null)))
                .toList();
    }

    /** Learns the present position. */
    String setPreset(SteeredCamera camera, String name) {
        XmlElement answer = call(camera, link -> PtzMessages.setPreset(link.profile(), name, null));
        return PtzAnswers.presetToken(answer)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CAMERA_ANSWER_REFUSED, "The camera kept the preset but gave it no token."));
    }

    void removePreset(SteeredCamera camera, String token) {
        call(camera, link -> PtzMessages.removePreset(link.profile(), token));
    }

    private XmlElement call(SteeredCamera camera, Function<HeadLink, SoapCall> words) {
        return guarded(
                camera, link -> soap.call(link.device(), words.apply(link)).body());
    }

    private <T> T guarded(SteeredCamera camera, Function<HeadLink, T> work) {
        try {
            return work.apply(links.of(camera));
        } catch (SoapFault fault) {
            links.forget(camera.cameraId());
            throw refused("The camera refuses " + fault.action() + ": "
                    + (fault.reason().isEmpty() ? fault.subcode() : fault.reason()) + ".");
        } catch (ProblemException e) {
            if (e.type() == ProblemType.CAMERA_ANSWER_REFUSED || e.type() == ProblemType.CAMERA_LOGIN_REFUSED)
                links.forget(camera.cameraId());
            throw e;
        }
    }

    private static ProblemException refused(String words) {
        return new ProblemException(ProblemType.PTZ_REFUSED, words);
    }
}
