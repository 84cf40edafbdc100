package metro.cctv.registry.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends WS-Discovery probes, by multicast on the configured interfaces and one by one into small networks. */
@Component
class DiscoveryClient {
    private static final Logger log = LoggerFactory.getLogger(DiscoveryClient.class);
    private static final String GROUP = "239.255.255.250";
    private static final int MAX_DATAGRAM_BYTES = 65_507;
    private static final int MAX_DATAGRAMS = 10_000;

    private final CameraAddresses addresses;
    private final OnvifProperties onvif;

    DiscoveryClient(CameraAddresses addresses, OnvifProperties onvif) {
        this.addresses = addresses;
        this.onvif = onvif;
    }

    /**
     * Blocks while it sends and then for the given time.
     *
     * @param networks to sweep, already allowed and small
     */
    Answers ask(List<Network> networks, Duration patience) {
        Answers answers = new Answers(addresses, UUID.randomUUID());
        byte[] probe = DiscoveryRule.probe(answers.question());
        long sendNanos = networks.stream().mapToLong(Network::size).sum() * 1_000_000_000L / onvif.sweepPerSecond();
        long end = System.nanoTime() + sendNanos + patience.toNanos();
        List<Thread> ears = new ArrayList<>();
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (String local : onvif.discoveryInterfaces()) {
                DatagramSocket socket = multicast(local, probe);
                sockets.add(socket);
                ears.add(Thread.startVirtualThread(() -> listen(socket, answers, end)));
            }
            if (!networks.isEmpty()) {
                DatagramSocket socket = new DatagramSocket();
                sockets.add(socket);
                ears.add(Thread.startVirtualThread(() -> listen(socket, answers, end)));
                sweep(socket, networks, probe);
            }
            for (Thread ear : ears) ear.join();
        } catch (IOException e) {
            throw SoapEnvelope.unusable("Discovery cannot send: " + Words.line(e.getMessage()) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
        return answers;
    }

    private MulticastSocket multicast(String local, byte[] probe) throws IOException {
        InetAddress address = InetAddress.getByName(local);
        MulticastSocket socket = new MulticastSocket(new InetSocketAddress(address, 0));
        try {
            socket.setNetworkInterface(NetworkInterface.getByInetAddress(address));
            socket.setTimeToLive(1);
            socket.send(new DatagramPacket(probe, probe.length, InetAddress.getByName(GROUP), onvif.discoveryPort()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Evenly spaced: a burst would overflow the switches it is meant to get through. */
    private void sweep(DatagramSocket socket, List<Network> networks, byte[] probe) {
        long gapNanos = 1_000_000_000L / onvif.sweepPerSecond();
        long next = System.nanoTime();
        for (InetAddress target :
                networks.stream().flatMap(Network::addresses).distinct().toList()) {
            while (System.nanoTime() < next) LockSupport.parkNanos(next - System.nanoTime());
            next += gapNanos;
            try {
                socket.send(new DatagramPacket(probe, probe.length, target, onvif.discoveryPort()));
            } catch (IOException e) {
                log.debug("discovery: {} cannot be asked: {}", target, e.getMessage());
            }
        }
    }

    private static void listen(DatagramSocket socket, Answers answers, long end) {
        byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
        for (int heard = 0; heard < MAX_DATAGRAMS; heard++) {
            long leftMs = (end - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) return;
            try {
                socket.setSoTimeout((int) leftMs);
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answers.take(packet.getAddress(), Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (SocketTimeoutException e) {
                return;
            } catch (IOException e) {
                if (socket.isClosed()) return;
                log.debug("discovery: {}", e.getMessage());
            }
        }
    }
}
