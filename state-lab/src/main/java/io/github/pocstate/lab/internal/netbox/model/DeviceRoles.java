package io.github.pocstate.lab.internal.netbox.model;

import java.util.List;

/** What NetBox demands of device roles: names of their own, and no device that has the role when it goes. */
final class DeviceRoles implements Rules {

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        for (String column : List.of("name", "slug")) {
            if (work.isTaken(Resources.DEVICE_ROLES, column, draft)) {
                errors.addToObject("A device role with this " + column + " already exists.");
            }
        }
    }

    @Override
    public void deleting(long id, Work work) {
        List<String> devices = work.handle()
                .createQuery("SELECT d.name || ' (' || d.id || ')' FROM dcim_device d"
                        + " WHERE d.role_id = :id ORDER BY d.name")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        if (!devices.isEmpty()) {
            throw new ProtectedException(devices);
        }
    }
}
