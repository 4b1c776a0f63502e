import { PutObjectCommand, S3Client, type PutObjectCommandInput } from "@aws-sdk/client-s3";

const s3 = new S3Client({});

const request = (film: string, piece: number, Body: Buffer): PutObjectCommandInput => ({
  Bucket: process.env.FRAMES,
  Key: `${film}/${piece}.bin`,
  Body,
});

export const handler = async ({ film, piece }: { film: string; piece: number }): Promise<void> => {
  await s3.send(new PutObjectCommand(request(film, piece, Buffer.alloc(1024, piece))));
};
