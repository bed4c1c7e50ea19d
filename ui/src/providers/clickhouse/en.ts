import type { ProviderWords } from "../guide";

const en: ProviderWords = {
  name: "ClickHouse Cloud",
  about: "A fast database for analytics",
  kinds: {
    clickhouse_key: {
      name: "API key",
      about:
        "Dashboards and automation use it to get into ClickHouse Cloud. It is a pair: a Key ID and a Key secret.",
      fields: {
        key_id: {
          label: "Key ID",
          help: "The shorter of the console’s two values.",
        },
        key_secret: {
          label: "Key secret",
          help: "The longer of the two. The console shows it only once.",
        },
        name: {
          label: "Name",
          help: "Say who uses it and where, so that you know it again.",
          placeholder: "Sales dashboard",
        },
        assigned_role_ids: {
          label: "What it may do",
          help: "Choose only what is needed. You can change it later.",
        },
        expire_at: {
          label: "How long it works",
          help: "When the time is over the key stops by itself. You can change it later.",
        },
        ip_access_list: {
          label: "Where it works",
          help: "The internet address of the program that uses the key.",
        },
        state: {
          label: "Switched on from the start",
          help: "If not, it stays paused until you resume it.",
        },
        hash_data: {
          label: "Make the secret on this computer",
          help: "The secret never travels: ClickHouse Cloud gets only a fingerprint to check it by. Not yet proven for every organization; if it is not accepted we will say so, and you can switch this off.",
        },
      },
      roles: {
        admin: { about: "Sees and changes everything in the organization, keys included.", reach: "all" },
        developer: { about: "Sees the services it was given, and changes nothing.", reach: "read" },
        billing: { about: "Sees and changes charges and means of payment.", reach: "change" },
        member: {
          about: "Only lets it into the organization. Other roles say what it may do with a service.",
          reach: "read",
        },
        "organization api reader": {
          about: "Reads the organization’s data, and changes nothing.",
          reach: "read",
        },
        "org api reader": { about: "Reads the organization’s data, and changes nothing.", reach: "read" },
        "service reader": { about: "Sees services, and changes nothing.", reach: "read" },
        "service read only": { about: "Sees services, and changes nothing.", reach: "read" },
        "service read-only": { about: "Sees services, and changes nothing.", reach: "read" },
        "service admin": { about: "Sees and changes everything of a service.", reach: "all" },
        "service api reader": { about: "Reads a service’s data through the API.", reach: "read" },
        "service api admin": { about: "Sees and changes a service through the API.", reach: "change" },
        "basic service api reader": {
          about: "Calls query endpoints: web addresses of saved SQL.",
          reach: "read",
        },
        "query endpoints": { about: "Calls query endpoints: web addresses of saved SQL.", reach: "read" },
        query_endpoints: { about: "Calls query endpoints: web addresses of saved SQL.", reach: "read" },
        "sql console read only": { about: "Reads data in the SQL console.", reach: "read" },
        "sql console read-only": { about: "Reads data in the SQL console.", reach: "read" },
        "sql console admin": { about: "Reads and changes data in the SQL console.", reach: "change" },
      },
      roleTip: {
        roles: ["query endpoints", "query_endpoints", "basic service api reader"],
        beside: ["member", "admin", "developer", "organization api reader", "org api reader"],
        text: "For query endpoints a key needs the organization role Member (or more) together with Query Endpoints access to the service.",
        guide: "query_endpoint",
      },
      links: {
        console_home: "Open the console",
        console_keys: "Open the API Keys page",
        console_roles: "Open Users and roles",
        audit: "Open the audit log",
        sign_up: "Open the sign-up page",
        docs: "Open the documentation",
      },
      guides: [
        {
          id: "first_key",
          title: "Make your first key in the console",
          about:
            "To connect, Keywright needs one key. Make this one in the console; all others can be made here.",
          steps: [
            {
              picture: "sign-in",
              text: "Open the ClickHouse Cloud console and sign in.",
              link: "console_home",
              done: "opened",
            },
            { picture: "menu", text: "In the menu on the left, click **API Keys**." },
            { picture: "new-key", text: "At the top right, click **New API Key**." },
            {
              picture: "name-role",
              text: "Type a name (1) and choose **Admin** (2). To allow less, choose a custom role with create-, view-, update- and delete-api-keys and manage.",
            },
            {
              picture: "expiry",
              text: "Choose an expiry. You will have to replace the key before it ends, so 90 days is a good choice.",
            },
            {
              picture: "access",
              text: "Under **Allow access to this API Key**, choose anywhere (1), or **Specific locations** and your addresses (2).",
            },
            { picture: "generate", text: "Click **Generate API Key**.", done: "key_appeared" },
            {
              picture: "copy-both",
              text: "Before you close that window, copy **Key ID** (1) and **Key secret** (2) and paste them here. The secret is never shown again.",
              done: "pasted",
            },
          ],
        },
        {
          id: "query_endpoint",
          title: "Give a key to a query endpoint",
          about: "For a program that calls your saved SQL through a web address.",
          steps: [
            {
              picture: "endpoint-roles",
              text: "Give the key the organization role **Member** (1) and **Query Endpoints** access to the service (2).",
              link: "console_keys",
            },
            {
              picture: "endpoint-share",
              text: "In the SQL console, open the saved query, click **Share** (1) and choose **API Endpoint** (2).",
              link: "console_home",
            },
            {
              picture: "endpoint-key",
              text: "Choose the key (1) and the database role (2), then save (3).",
            },
            {
              picture: "access",
              text: "Check that the key works from anywhere (1), or that the calling program’s address is among its **Specific locations** (2). The service’s own address limits do not apply here.",
            },
          ],
        },
        {
          id: "retire",
          title: "Take a key out of use safely",
          about: "Deleting cannot be undone. Pause the key first, and delete it when nothing breaks.",
          steps: [
            {
              picture: "last-used",
              text: "Look at **Last used** in the list of keys to see whether it is still in use.",
            },
            { picture: "swap", text: "If it is, make a new key and put that into the program first." },
            {
              picture: "switch-off",
              text: "**Pause** the old key and wait a few days. If something breaks, resume it at once.",
              done: "key_paused",
            },
            {
              picture: "delete",
              text: "If nothing broke, delete it. Whatever still uses it loses access at that moment.",
              done: "key_gone",
            },
          ],
        },
        {
          id: "lost_secret",
          title: "I lost the secret",
          about:
            "ClickHouse Cloud shows a Key secret only once. It cannot be shown again, but it is quickly replaced.",
          steps: [
            {
              picture: "last-used",
              text: "First click the key in the list of keys. If its secret is on this computer you can copy it at any time.",
            },
            {
              picture: "new-key",
              text: "If not, make a new key with the same roles. Its secret is kept on this computer.",
              done: "key_appeared",
            },
            {
              picture: "swap",
              text: "Put the new value into the program that used the key, and see that it works.",
            },
            {
              picture: "delete",
              text: "Pause the old key, and delete it when nothing breaks.",
              done: "key_gone",
            },
          ],
        },
      ],
    },
  },
};

export default en;
