import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const bedrock = new BedrockRuntimeClient({});
const LANGUAGES = new Map([['de', 'German'], ['fr', 'French'], ['it', 'Italian']]);

/** POST /translations */
export const handler = async (event) => {
  const { to, text } = JSON.parse(event.body);
  const language = LANGUAGES.get(to) ?? 'English';
  const { output } = await bedrock.send(
    new ConverseCommand({
      modelId: process.env.MODEL,
      system: [{ text: `Translate what the user writes into ${language}. Answer with the translation only.` }],
      messages: [{ role: 'user', content: [{ text: String(text).slice(0, 5000) }] }],
      inferenceConfig: { maxTokens: 2000 },
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ text: output.message.content[0].text }) };
};
