/** An operation for each task, to begin with: a tab each. examples.test.ts holds them against the schema. */

export interface ExampleTab {
  readonly query: string;
  readonly variables?: string;
}

export interface ExampleFacts {
  /** Of this server. */
  readonly origin: string;
  /** Of the viewer, to try them with; undefined while there is none. */
  readonly imageId: string | undefined;
}

/** The latest image of the viewer, if there is one: for strangers there is none. */
export async function newestImage(): Promise<string | undefined> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'query NewestImage { images(first: 1) { nodes { id } } }' }),
  }).catch(() => undefined);
  const answer = (await response?.json().catch(() => undefined)) as
    { data?: { images: { nodes: { id: string }[] } } | null } | undefined;
  return answer?.data?.images.nodes[0]?.id;
}

export function exampleTabs({ origin, imageId = 'img_…' }: ExampleFacts): ExampleTab[] {
  return [
    {
      query: `# Your images, the newest first.
#
# Ctrl-Enter (on a Mac Cmd-Enter) runs it,
# Ctrl-Space completes what you write.
#
# You act by the session of this browser,
# or by what you write under Headers:
#   { "authorization": "Bearer dk_…" }
query Library {
  images(first: 10) {
    nodes {
      id
      filename
      width
      height
      visibility
      status
      createdAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    },
    {
      query: `# GraphiQL sends no files. A terminal does:
#
#   curl ${origin}/graphql \\
#   -H "Authorization: Bearer $DARKROOM_API_KEY" \\
#   -H 'Apollo-Require-Preflight: true' \\
#   -F operations='{"query":"mutation ($file: Upload!) { uploadImage(input: { file: $file }) { image { id } userErrors { code message } } }","variables":{"file":null}}' \\
#   -F map='{"0":["variables.file"]}' \\
#   -F 0=@photo.jpg
#
# This can be run here: a worker fetches
# a file from a public URL.
mutation Upload($input: ImportImageInput!) {
  importImage(input: $input) {
    upload {
      id
      status
    }
    userErrors {
      code
      message
    }
  }
}
`,
      variables: json({
        input: { url: 'https://example.com/photo.jpg', visibility: 'PRIVATE', tags: ['trial'] },
      }),
    },
    {
      query: `# What happens to your images, until you
# stop it: upload something meanwhile.
# With \`after\`, the id of the last event
# that you saw, it goes on behind that.
subscription Follow($after: ID) {
  imageEvents(after: $after) {
    __typename
    id
    occurredAt
    image {
      id
      filename
      status
      progress
    }
    ... on VariantReady {
      variant {
        name
        format
        byteSize
        url
      }
    }
  }
}
`,
      variables: json({ after: null }),
    },
    {
      query: `# Any rendition has a URL, and is made when
# somebody first opens it. For pages there
# is a whole <picture>.
query Renditions($id: ID!) {
  image(id: $id) {
    square: rendition(transform: { width: 300, height: 300, gravity: ATTENTION, format: AUTO }) {
      url
    }
    gray: rendition(transform: { width: 640, grayscale: true, format: WEBP, quality: 70 }) {
      url
      width
      height
    }
    responsive(layout: FULL_WIDTH) {
      html
    }
    variants {
      name
      format
      width
      height
      byteSize
      url
    }
  }
}
`,
      variables: json({ id: imageId }),
    },
    {
      query: `# A link for whoever holds it, which ends
# by itself, or by revokeShare.
mutation Share($input: ShareImageInput!) {
  shareImage(input: $input) {
    share {
      id
      url
      expiresAt
    }
    userErrors {
      code
      message
    }
  }
}
`,
      variables: json({ input: { imageId, expiresIn: 86_400, maxWidth: 1_600 } }),
    },
    {
      query: `# A URL that needs no key while it lasts.
# With scope: IMAGE its signature fits all
# renditions.
mutation Sign($input: SignImageUrlInput!) {
  signImageUrl(input: $input) {
    url
    expiresAt
    userErrors {
      code
      message
    }
  }
}
`,
      variables: json({ input: { imageId, transform: { width: 800, format: 'WEBP' }, expiresIn: 3_600 } }),
    },
    {
      query: `# Signed events for a server of yours.
# The secret is told once, here.
mutation Webhook($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    endpoint {
      id
      url
    }
    secret
    userErrors {
      code
      message
    }
  }
}
`,
      variables: json({
        input: { url: 'https://example.com/hooks', events: ['IMAGE_READY', 'IMAGE_FAILED'] },
      }),
    },
  ];
}

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
