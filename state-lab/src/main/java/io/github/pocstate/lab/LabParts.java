package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.RedisService;

/**
 * What a lab that runs consists of.
 *
 * @param directory where its data are
 * @param ports where its services are
 * @param redis its Redis
 * @param data its database
 * @param netBox its NetBox
 * @param resources all that must be closed
 */
record LabParts(
        LabDirectory directory,
        LabPorts ports,
        RedisService redis,
        LabData data,
        NetBoxFront netBox,
        OpenParts resources) {}
