package metro.cctv.registry.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks a name server; tests have one that lies. */
@FunctionalInterface
public interface NameLookup {
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
